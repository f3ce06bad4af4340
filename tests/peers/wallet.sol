// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// A contract account of one owner: it accepts what the owner's key signed (EIP-1271) and calls what the owner tells it to.
contract OwnedWallet {
    address public immutable owner;

    constructor(address owner_) {
        owner = owner_;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        if (signature.length != 65) return bytes4(0xffffffff);
        address signer = ecrecover(digest, uint8(signature[64]), bytes32(signature[:32]), bytes32(signature[32:64]));
        bool good = signer != address(0) && signer == owner;
        return good ? this.isValidSignature.selector : bytes4(0xffffffff);
    }

    function execute(address target, bytes calldata data) external returns (bytes memory) {
        require(msg.sender == owner, "OwnedWallet: caller must be the owner");
        (bool done, bytes memory answer) = target.call(data);
        require(done, "OwnedWallet: the call failed");
        return answer;
    }
}

/// Deploys wallets at addresses known beforehand (CREATE2), as ERC-6492 signatures need. A second call for the same wallet does nothing.
contract OwnedWalletFactory {
    function walletOf(address owner, bytes32 salt) public view returns (address) {
        bytes32 codeHash = keccak256(bytes.concat(type(OwnedWallet).creationCode, abi.encode(owner)));
        return address(uint160(uint256(keccak256(abi.encodePacked(hex"ff", address(this), salt, codeHash)))));
    }

    function createWallet(address owner, bytes32 salt) external returns (address wallet) {
        wallet = walletOf(owner, salt);
        if (wallet.code.length == 0) new OwnedWallet{salt: salt}(owner);
    }
}
